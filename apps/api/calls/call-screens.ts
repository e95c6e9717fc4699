import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Socket } from 'socket.io';

import type { Screen } from '#calls';
import type { ClientToServer, ServerToClient } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { Hints, Log, Loop } from '#platform';
import { CallLines } from './call-lines.js';

export type CallSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { caller?: Caller }>;
type Place = Readonly<{ socket: CallSocket; caller: Caller; screen: Screen }>;

/** Nobody is in a call two seconds after they may not be any more, whether or not a hint of it arrived. */
const EVERY_MS = 1_000;

/**
 * The screens of this process that are in calls. Signs of life, what was said to them, and whether they may still be there are asked for
 * every second; hints only make it sooner.
 */
@Injectable()
export class CallScreens implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly places = new Map<string, Place>();
  private readonly loop = new Loop(() => this.round(), EVERY_MS);
  private readonly delivery = new Loop(() => this.deliver(), EVERY_MS);
  /** Screens that a closing process loses come to another one at once. */
  private isClosing = false;

  constructor(
    private readonly hints: Hints,
    private readonly signIns: SignInService,
    private readonly calls: CallLines,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.hints.on('call', (roomId) => this.hear(roomId));
    this.hints.on('call-signal', (connection) => this.places.has(connection) && this.delivery.kick());
    this.hints.onResync(() => this.tellAll());
    this.loop.start();
    this.delivery.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosing = true;
    await Promise.all([this.loop.stop(), this.delivery.stop()]);
  }

  /** Only after the call's own check. */
  add(socket: CallSocket, caller: Caller, screen: Screen): void {
    const { connection } = screen;
    const isKnown = this.places.get(connection)?.socket === socket;
    this.places.set(connection, { socket, caller, screen });
    if (!isKnown) socket.once('disconnect', () => this.lose(connection, socket));
    if (!socket.connected) this.lose(connection, socket);
    else this.delivery.kick();
  }

  /** A screen says that it goes. */
  async remove(personId: string, connection: string): Promise<void> {
    const place = this.places.get(connection);
    if (place?.screen.personId !== personId) return;
    this.places.delete(connection);
    await this.calls.presence.disconnect(place.screen);
  }

  private lose(connection: string, socket: CallSocket): void {
    const place = this.places.get(connection);
    if (place?.socket !== socket) return;
    this.places.delete(connection);
    if (!this.isClosing) this.note(place);
  }

  private note({ screen }: Place): void {
    this.calls.presence.disconnect(screen).catch((error: unknown) => this.log.warning('loss of a screen not noted', {}, error));
  }

  private hear(roomId: string): void {
    const here = [...this.places.values()].filter(({ screen }) => screen.roomId === roomId);
    for (const { socket, screen } of here) socket.emit('call.changed', { appointmentId: screen.appointmentId });
    if (here.length) this.loop.kick(); // one of them may be somewhere else by now
  }

  private tellAll(): void {
    for (const { socket, screen } of this.places.values()) socket.emit('call.changed', { appointmentId: screen.appointmentId });
  }

  private async round(): Promise<boolean> {
    const places = [...this.places.values()];
    if (places.length) await this.renew(places).catch((error: unknown) => this.log.warning('screens not renewed', {}, error));
    return false;
  }

  private async renew(places: readonly Place[]): Promise<void> {
    const roles = await this.signIns.rolesOf([...new Set(places.map(({ caller }) => caller.signInId))]);
    const known = places.filter(({ caller }) => roles.get(caller.signInId) === caller.role);
    const alive = await this.calls.life.renew(known.map(({ screen }) => screen));
    const signedIn = new Set(known);
    for (const place of places) {
      if (signedIn.has(place) && alive.has(place.screen.connection)) continue;
      this.end(place);
    }
  }

  private end(place: Place): void {
    const { socket, screen } = place;
    const { appointmentId, connection } = screen;
    if (this.places.get(connection)?.socket === socket) this.places.delete(connection);
    socket.emit('call.over', { appointmentId, connection });
    this.note(place); // whoever was signed out is not seen any more; of whoever is elsewhere it changes nothing
  }

  private async deliver(): Promise<boolean> {
    if (!this.places.size) return false;
    try {
      for (const { to, ...signal } of await this.calls.signals.take([...this.places.keys()]))
        this.places.get(to)?.socket.emit('call.signal', { ...signal, to });
    } catch (error) {
      this.log.warning('signals not passed on', {}, error);
    }
    return false;
  }
}
