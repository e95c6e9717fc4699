import type { Tx } from './database.js';

/** One statement about all of `items`. @returns an answer for each, in their order */
export type SendAll<Item, Answer> = (tx: Tx, items: readonly Item[]) => Promise<readonly Answer[]>;

type Asked<Item, Answer> = Readonly<{ item: Item; done: (answer: Answer) => void; failed: (error: unknown) => void }>;

const shared = new WeakSet<Tx>();
/** Says that several pieces of work, none of which knows of the others, are under way in a transaction. */
export const share = (tx: Tx): void => void shared.add(tx);

/**
 * A statement that many send in one transaction, each for a thing of their own. What they ask in the same turn of a shared
 * transaction is sent as one statement; in a transaction that nobody shares everything is sent at once, in the order of asking.
 */
export class Gathered<Item, Answer> {
  private readonly rounds = new WeakMap<Tx, Asked<Item, Answer>[]>();

  constructor(private readonly send: SendAll<Item, Answer>) {}

  /** For a statement that is written `later`: nobody needs its rows, and who asks goes on as soon as it stands in its place. */
  static writes<Item>(write: (tx: Tx, items: readonly Item[]) => void): Gathered<Item, undefined> {
    return new Gathered(async (tx, items) => {
      write(tx, items);
      return items.map(() => undefined);
    });
  }

  /** @throws what the statement failed of: whatever it was about, it is everybody's who asked in the same turn */
  async ask(tx: Tx, item: Item): Promise<Answer> {
    if (!shared.has(tx)) return (await this.send(tx, [item]))[0]!;
    return new Promise<Answer>((done, failed) => {
      const round = this.rounds.get(tx) ?? this.begin(tx);
      round.push({ item, done, failed });
    });
  }

  /** What else goes on in this turn comes before the next tick. */
  private begin(tx: Tx): Asked<Item, Answer>[] {
    const round: Asked<Item, Answer>[] = [];
    this.rounds.set(tx, round);
    process.nextTick(() => {
      this.rounds.delete(tx);
      this.sendRound(tx, round);
    });
    return round;
  }

  private sendRound(tx: Tx, round: readonly Asked<Item, Answer>[]): void {
    const answered = async () =>
      this.send(
        tx,
        round.map(({ item }) => item),
      );
    answered().then(
      (answers) => {
        for (const [i, { done }] of round.entries()) done(answers[i]!);
      },
      (error: unknown) => {
        for (const { failed } of round) failed(error);
      },
    );
  }
}
