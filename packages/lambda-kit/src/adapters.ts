/** Adapters by name, as the wiring of a function guards them. */
// biome-ignore lint/suspicious/noExplicitAny: adapters differ in what they take; the type given is the type returned
export type Adapters = Readonly<Record<string, (...parameters: any[]) => Promise<any>>>;
