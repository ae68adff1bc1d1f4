import type { Client } from 'aedes';
import type { CloudContext } from '../../kernel/context.ts';
import type { Source } from '../message.ts';

/** A connection that showed no credentials: there are no certificates on the plain listeners. AWS has no such connection. */
const ANONYMOUS = 'anonymous';

/** The listeners take connections of this machine only (kernel/listen.ts). */
export const LOOPBACK = '127.0.0.1';

/** Who the clients are: by the access key that signed the URL of a WebSocket, else nobody. Looked up once a connection. */
export class ClientSources {
  readonly #context: CloudContext;
  readonly #known = new WeakMap<Client, Source & { readonly principal: string }>();

  constructor(context: CloudContext) {
    this.#context = context;
  }

  of(client: Client): Source & { readonly principal: string } {
    const known = this.#known.get(client);
    if (known !== undefined) return known;
    const accessKeyId = accessKeyIn(client.req?.url);
    const principal = accessKeyId === undefined ? undefined : principalOf(this.#context, accessKeyId);
    const socket = client.req?.socket ?? (client.conn as { remoteAddress?: string });
    const source = { principal: principal ?? ANONYMOUS, sourceIp: socket.remoteAddress ?? LOOPBACK };
    this.#known.set(client, source);
    return source;
  }
}

/** `<role id>:<session>` or a user id; undefined for a key that nobody has, or no more: credentials are not checked yet. */
export function principalOf({ services }: CloudContext, accessKeyId: string): string | undefined {
  try {
    return services.iam.principalOf(accessKeyId).userId;
  } catch {
    return undefined;
  }
}

/** Of a presigned URL: `/mqtt?X-Amz-Credential=<key>%2F<date>%2F…`. */
function accessKeyIn(url: string | undefined): string | undefined {
  const [, query = ''] = url?.split('?') ?? [];
  return new URLSearchParams(query).get('X-Amz-Credential')?.split('/')[0];
}
