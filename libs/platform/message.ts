import type { z } from 'zod';

/** The name and form of an outbox row: an event that happened, or a job to be done. */
export type Message<T extends z.ZodType = z.ZodType> = Readonly<{
  /** `context.kebab-name`; the context names the queue. */
  name: string;
  schema: T;
  /** Executed by the worker straight from the claim, so that no queue outage can delay it. For escalations. */
  isDirect: boolean;
}>;

const declared = new Map<string, Message>();

/**
 * Declares a message.
 *
 * @param schema a strict object of ids and codes only
 * @throws       Error when two messages have one name
 */
export function message<T extends z.ZodType>(name: string, schema: T, { direct = false } = {}): Message<T> {
  if (declared.has(name)) throw new Error(`The message ${name} is declared twice.`);
  const made = { name, schema, isDirect: direct };
  declared.set(name, made);
  return made;
}

/** The names of all messages that the loaded code declares. */
export const declaredMessages = (): string[] => [...declared.keys()];

/** The queue that carries a message: what stands before the first dot of its name. */
export const queueOf = (name: string): string => name.split('.', 1)[0]!;
