export type { ListReleases } from './release-record-store.ts';
export { type ReleaseStore, type ReleaseStoreOptions, releaseStore } from './release-store.ts';
