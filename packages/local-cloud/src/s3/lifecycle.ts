import { type LifecycleRule, lifecycleTime, ruleCovers } from './lifecycle-rule.ts';
import type { ObjectVersion } from './object-version.ts';
import type { S3State } from './state.ts';

const expires = (rules: readonly LifecycleRule[], version: ObjectVersion, now: number): boolean =>
  rules.some(
    ({ expirationDays, expirationDate }) =>
      (expirationDays !== undefined && lifecycleTime(version.modifiedAt, expirationDays) <= now) ||
      (expirationDate !== undefined && expirationDate <= now),
  );

const agedClass = (rules: readonly LifecycleRule[], version: ObjectVersion, now: number): string | undefined =>
  rules
    .flatMap(({ transitions = [] }) => transitions)
    .filter(({ days }) => lifecycleTime(version.modifiedAt, days) <= now)
    .sort((a, b) => b.days - a.days)[0]?.storageClass;

const ageLatest = ({ objects, now }: S3State, rules: readonly LifecycleRule[], version: ObjectVersion): void => {
  if (expires(rules, version, now())) {
    objects.remove(version.bucket, version.key);
    return;
  }
  const storageClass = agedClass(rules, version, now());
  if (storageClass !== undefined && storageClass !== version.details.storageClass) {
    objects.table.setDetails(version, { ...version.details, storageClass });
  }
};

/** `successor`: the next newer version of the same key, since whose writing the version is noncurrent. */
const ageNoncurrent = (
  { objects, now }: S3State,
  rules: readonly LifecycleRule[],
  version: ObjectVersion,
  successor: ObjectVersion,
): void => {
  const isDue = rules.some(
    ({ noncurrentDays }) =>
      noncurrentDays !== undefined && lifecycleTime(successor.modifiedAt, noncurrentDays) <= now(),
  );
  if (isDue) objects.remove(version.bucket, version.key, version.versionId);
};

const dropLonelyMarker = ({ objects }: S3State, rules: readonly LifecycleRule[], marker: ObjectVersion): void => {
  if (
    !rules.some(
      ({ expiresDeleteMarkers, expirationDays }) => expiresDeleteMarkers === true || expirationDays !== undefined,
    )
  )
    return;
  const versions = objects.table.scanVersions(marker.bucket, marker.key, marker.seq);
  const older = versions.next();
  versions.return?.();
  const isLonely = older.done === true || older.value.key !== marker.key;
  if (isLonely) objects.remove(marker.bucket, marker.key, marker.versionId);
};

const ageObjects = (state: S3State, bucket: string, rules: readonly LifecycleRule[]): void => {
  // Read whole before anything is changed: a scan must not meet its own deletions.
  const versions = [...state.objects.table.scanVersions(bucket, '', Number.MAX_SAFE_INTEGER)];
  let newer: ObjectVersion | undefined;
  for (const version of versions) {
    const covering = rules.filter((rule) => ruleCovers(rule, { key: version.key, tags: version.details.tags }));
    const successor = newer?.key === version.key ? newer : undefined;
    newer = version;
    if (covering.length === 0) continue;
    if (successor !== undefined) ageNoncurrent(state, covering, version, successor);
    else if (version.isDeleteMarker) dropLonelyMarker(state, covering, version);
    else ageLatest(state, covering, version);
  }
};

const abortUploads = async (
  { uploads, objects, now }: S3State,
  bucket: string,
  rules: readonly LifecycleRule[],
): Promise<void> => {
  for (const upload of uploads.list(bucket)) {
    const isDue = rules.some(
      (rule) =>
        rule.abortUploadsAfterDays !== undefined &&
        ruleCovers(rule, { key: upload.key, tags: [] }) &&
        lifecycleTime(upload.initiatedAt, rule.abortUploadsAfterDays) <= now(),
    );
    if (!isDue) continue;
    await uploads.end(upload);
    await objects.files.remove(upload.parts.map((part) => part.file));
  }
};

/** Carries out the lifecycle rules of all buckets once, as of the cloud's now. */
export const runLifecycle = async (state: S3State): Promise<void> => {
  for (const { name, lifecycle } of state.buckets.list()) {
    const rules = lifecycle?.filter(({ isEnabled }) => isEnabled) ?? [];
    if (rules.length === 0) continue;
    ageObjects(state, name, rules);
    await abortUploads(state, name, rules);
  }
};
