-- More ways to reach people, and more that can become of a message. Alone, for a new word can be used only after its transaction.
ALTER TYPE "message_channel" ADD VALUE 'push';
ALTER TYPE "message_channel" ADD VALUE 'inbox';
ALTER TYPE "message_state" ADD VALUE 'planned';
ALTER TYPE "message_state" ADD VALUE 'delivered';
ALTER TYPE "message_state" ADD VALUE 'undeliverable';
ALTER TYPE "message_state" ADD VALUE 'moot';
ALTER TYPE "message_state" ADD VALUE 'voided';
