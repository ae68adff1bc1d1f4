import { clientSettings, guardRequest } from './client-settings.ts';
import type { Target } from './target.ts';

type Settings = ReturnType<typeof clientSettings>;
type Next = (args: never) => Promise<unknown>;

/** As much of an SDK client as the guard needs. */
interface Guardable {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: the stack is generic over each client's own inputs and outputs
    add(middleware: (next: any) => any, options: any): void;
  };
}

/** Makes an SDK client for the target, and watches where each of its requests goes. */
export const guarded = <Client extends Guardable>(create: (settings: Settings) => Client, target: Target): Client => {
  const client = create(clientSettings(target));
  const watch = (next: Next) => (args: { request: Parameters<typeof guardRequest>[0] }) => {
    guardRequest(args.request, target);
    return next(args as never);
  };
  // After the signature, which is of the same step with a higher priority.
  client.middlewareStack.add(watch, { step: 'finalizeRequest', priority: 'low', name: 'guardTarget' });
  return client;
};
