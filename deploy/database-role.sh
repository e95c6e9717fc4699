#!/bin/sh
# Runs once, when PostgreSQL's volume is empty: Hearth owns a database of its own and nothing else, and is no superuser.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$HEARTH_DATABASE_PASSWORD" --username=postgres <<'SQL'
CREATE ROLE hearth LOGIN PASSWORD :'password';
CREATE DATABASE hearth OWNER hearth TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
SQL
