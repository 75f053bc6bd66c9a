// What a process of ours and the parent that may have started it say to each other. Without a parent nothing happens.
import { z } from 'zod';

const ready = z.object({ ready: z.literal(true), address: z.string().optional() });

/** Tells the parent, if there is one, that this process now does its work, and where it can be reached. */
export function announceReady(address?: string): void {
  process.send?.({ ready: true, ...(address === undefined ? {} : { address }) });
}

/**
 * Calls `stop` once when the parent is gone, however it went: nothing of ours outlives the one who owns it.
 *
 * Keeps a closed terminal or log pipe from ending the process, and does not keep the process alive by itself.
 */
export function onParentGone(stop: () => void): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  if (process.send === undefined) return;
  if (!process.connected) {
    stop();
    return;
  }
  process.once('disconnect', stop);
  process.channel?.unref();
}

/** What `announceReady` sent, or undefined for anything else. */
export function readyMessage(message: unknown): { readonly address?: string | undefined } | undefined {
  return ready.safeParse(message).data;
}
