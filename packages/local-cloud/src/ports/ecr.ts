/** No service of the cloud asks the registry for anything: it has no repositories. */
export type EcrPort = Readonly<Record<never, never>>;
