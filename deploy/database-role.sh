#!/bin/sh
# Runs once, when PostgreSQL's volume is empty: two logins, of which none is a superuser. `hearth` owns the database and makes the
# roles app_rw, app_sweep, app_migrate and app_readonly with the migrations; `hearth_server` is let into two of them and owns nothing.
set -eu
psql --set=ON_ERROR_STOP=1 --set=owner="$HEARTH_DATABASE_PASSWORD" --set=server="$HEARTH_SERVER_PASSWORD" --username=postgres <<'SQL'
CREATE ROLE hearth LOGIN CREATEROLE PASSWORD :'owner';
CREATE ROLE hearth_server LOGIN PASSWORD :'server';
CREATE DATABASE hearth OWNER hearth TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
SQL
