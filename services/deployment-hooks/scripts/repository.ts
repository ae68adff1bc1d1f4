import { join } from 'node:path';

/** The root of the repository that a service stands in. */
export const repositoryOf = (serviceDir: string): string => join(serviceDir, '..', '..');
