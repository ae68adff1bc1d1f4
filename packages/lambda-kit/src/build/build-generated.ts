import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What a service builds into its folder `generated`. */
export interface GeneratedFiles {
  readonly folder: URL;
  /** Texts by file name. */
  readonly files: () => Promise<Readonly<Record<string, string>>>;
  /** Code of an error that is the author's mistake: its message is all that is said of it. */
  readonly mistake: string;
}

/** A file that is as it should be is left alone: somebody may be reading it. */
const write = (file: URL, text: string): void => {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
};

/** Builds generated files, as the script of a process of its own: an author's mistake ends it with exit code 1. */
export const buildGenerated = async ({ files, folder, mistake }: GeneratedFiles): Promise<void> => {
  try {
    const texts = await files();
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(texts)) write(new URL(name, folder), text);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== mistake) throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
};
