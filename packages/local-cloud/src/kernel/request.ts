/** A request as it came over HTTP, after its SigV4 credential scope was read. */
export interface Request {
  readonly id: string;
  readonly method: string;
  /** Path as sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Who signed, as the credential scope tells: access key, region and service. */
  readonly signer: Signer;
}

export interface Signer {
  readonly accessKeyId: string;
  readonly region: string;
  /** The signing name, e.g. `kinesis`, `lambda`, `s3`. */
  readonly service: string;
}

/** An answer over HTTP. An object body is written as JSON; a string or bytes as they are. */
export interface Response {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string | Uint8Array;
}
