-- A dose that somebody proposes, and nobody has signed (docs/adr/0032). A value of its own transaction: the next migration uses it.
ALTER TYPE "dose_state" ADD VALUE 'proposed' AFTER 'planned';
