import type { ObjectVersion } from './object-version.ts';

export interface ListingQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
}

export interface Listing {
  readonly versions: readonly ObjectVersion[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
  /** The last thing in the listing: a version, or a common prefix. */
  readonly last: ObjectVersion | string | undefined;
}

/** The key to go on at, behind everything that begins with `prefix`. */
const behind = (prefix: string): string => `${prefix}\u{10ffff}`;

const commonPrefixOf = (key: string, { prefix, delimiter }: ListingQuery): string | undefined => {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
};

/** S3 orders keys by their UTF-8 bytes. */
export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Where a listing begins that was seen up to `marker`, a key or a common prefix. */
export const beginAfter = (marker: string, query: ListingQuery): { readonly key: string; readonly isAfter: boolean } =>
  marker !== '' && commonPrefixOf(marker, query) === marker
    ? { key: behind(marker), isAfter: false }
    : {
        key: compareKeys(marker, query.prefix) > 0 ? marker : query.prefix,
        isAfter: marker !== '' && compareKeys(marker, query.prefix) >= 0,
      };

/**
 * Rolls versions up to a page of S3's listing. Common prefixes are leapt over, so a page costs what it shows, not what lies under it.
 * @param first versions from where the page begins, in order
 * @param scan the same from a key on; called for each leap
 */
export const rollUp = (
  query: ListingQuery,
  first: IterableIterator<ObjectVersion>,
  scan: (fromKey: string) => IterableIterator<ObjectVersion>,
): Listing => {
  const versions: ObjectVersion[] = [];
  const commonPrefixes: string[] = [];
  let last: Listing['last'];
  let isTruncated = false;
  let rows = first;
  for (let next = rows.next(); next.done !== true; next = rows.next()) {
    const version = next.value;
    if (!version.key.startsWith(query.prefix)) break;
    if (versions.length + commonPrefixes.length === query.maxKeys) {
      isTruncated = query.maxKeys > 0;
      break;
    }
    const common = commonPrefixOf(version.key, query);
    last = common ?? version;
    if (common === undefined) versions.push(version);
    else {
      commonPrefixes.push(common);
      rows.return?.();
      rows = scan(behind(common));
    }
  }
  rows.return?.();
  return { versions, commonPrefixes, isTruncated, last };
};
