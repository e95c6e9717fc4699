/** Strings that are nowhere else in the world, planted where people write; `find` says which of them a text holds. */
export class Canaries {
  private readonly planted = new Map<string, string>();

  /** A new one, as a word. @param where it is planted, for whoever has to find out how it got out */
  word(where: string): string {
    return this.plant(where, `canary${this.planted.size}q${Math.random().toString(36).slice(2, 8)}z`);
  }

  /** As an address. */
  email(where: string): string {
    return `${this.word(where)}@planted.example`;
  }

  /** As a telephone number; found however it is written. */
  phone(where: string): string {
    const last = String(1_000_000 + this.planted.size * 7_919).slice(-7);
    this.plant(where, `202${last}`);
    return `+1 202 ${last.slice(0, 3)} ${last.slice(3)}`;
  }

  get size(): number {
    return this.planted.size;
  }

  /** Where those were planted that the text holds. */
  find(text: string): string[] {
    const [plain, digits] = [text.toLowerCase(), text.replace(/[\s().-]/g, '')];
    return [...this.planted].flatMap(([canary, where]) => (plain.includes(canary) || digits.includes(canary) ? [where] : []));
  }

  private plant(where: string, canary: string): string {
    this.planted.set(canary, where);
    return canary;
  }
}
