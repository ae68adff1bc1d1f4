/** A package of code: base64 SHA-256 of its zip and its size in bytes. */
export interface CodePackage {
  readonly sha256: string;
  readonly size: number;
}

export interface LoggingSettings {
  readonly format: 'Text' | 'JSON';
  /** Set only for JSON. */
  readonly applicationLevel?: string;
  readonly systemLevel?: string;
  readonly group: string;
}

/** What can be set for a function and is frozen in its versions. */
export interface FunctionSettings {
  readonly description: string;
  readonly runtime: string;
  readonly handler: string;
  readonly roleArn: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly architectures: readonly string[];
  readonly ephemeralStorageMb: number;
  readonly deadLetterArn?: string;
  readonly logging: LoggingSettings;
}

/** `$LATEST`, which changes, or a published version, which never does. */
export interface FunctionVersion extends FunctionSettings {
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly code: CodePackage;
  /** Epoch ms. */
  readonly lastModified: number;
  readonly revisionId: string;
}

/** What belongs to a function as a whole. */
export interface FunctionEntry {
  readonly name: string;
  /** Number of the last published version; 0 if there is none. */
  readonly lastVersion: number;
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Alias {
  readonly functionName: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** A second version and the share of invocations (0 to 1) that it takes. */
  readonly routing?: { readonly version: string; readonly weight: number };
  readonly revisionId: string;
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: string | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Policy {
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}

/** How asynchronous invocations of a function, version or alias are retried and where their outcome goes. */
export interface EventInvokeConfig {
  readonly functionName: string;
  readonly qualifier: string;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeSeconds?: number;
  readonly onSuccessArn?: string;
  readonly onFailureArn?: string;
  readonly lastModified: number;
}
