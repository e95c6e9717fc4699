import type { Clinic, ServerName } from '../support/clinic.js';
import type { Dice } from '../support/dice.js';
import { TcpProxy } from '../support/tcp-proxy.js';

/** The ways from browsers to the api processes: a wire in front of each. Whoever knocks comes to any of them. */
export class Doors {
  private constructor(private readonly wires: ReadonlyMap<ServerName, TcpProxy>) {}

  static async open(clinic: Clinic): Promise<Doors> {
    const wires = new Map<ServerName, TcpProxy>();
    for (const name of clinic.names) {
      if (name.startsWith('api')) wires.set(name, await TcpProxy.open(Number(new URL(clinic.urlOf(name)).port)));
    }
    return new Doors(wires);
  }

  wireOf(api: ServerName): TcpProxy {
    return this.wires.get(api)!;
  }

  pick(dice: Dice): string {
    return `http://127.0.0.1:${dice.pick([...this.wires.values()]).port}`;
  }

  async close(): Promise<void> {
    for (const wire of this.wires.values()) await wire.close();
  }
}
