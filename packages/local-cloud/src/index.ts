export { allServices } from './all-services.ts';
export { type Cloud, type CloudOptions, type Factories, type Health, startCloud } from './cloud.ts';
export { PortTakenError } from './kernel/listen.ts';
export { DataDirectoryError } from './kernel/storage.ts';
export type { Services } from './ports/services.ts';
export type { Exchange } from './wire/observe.ts';
