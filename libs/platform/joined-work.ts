/** One transaction that everything inside a use case joins, and how far it has come. */
export class JoinedWork<Tx> {
  private underWay = 0;
  private failure: { error: unknown } | undefined;
  private isOver = false;
  /** What is to be done once it was rolled back. */
  readonly undone: (() => Promise<void>)[] = [];

  constructor(private readonly tx: Tx) {}

  /** The transaction; undefined once the use case has returned: what it left running gets connections of its own. */
  get openTx(): Tx | undefined {
    return this.isOver ? undefined : this.tx;
  }

  /**
   * Runs the use case.
   *
   * @throws whatever a part of it threw, also when the use case went on without that part: half of it must not be committed
   * @throws Error when a part is still under way: it would be cut in two by the commit
   */
  async whole<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      const result = await work(this.tx);
      if (this.failure) throw this.failure.error;
      if (this.underWay) throw new Error('a use case must wait for all that it writes');
      return result;
    } finally {
      this.isOver = true;
    }
  }

  /** Runs a part that would have had a transaction of its own. */
  async part<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.underWay++;
    try {
      return await work(this.tx);
    } catch (error) {
      this.failure ??= { error };
      throw error;
    } finally {
      this.underWay--;
    }
  }
}
