import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import type { Tag } from './bucket.ts';
import type { LifecycleRule } from './lifecycle-rule.ts';
import { listOf, membersOf, requiredText, textOf, type XmlNode } from './s3-xml.ts';

const known = [
  'ID',
  'Status',
  'Prefix',
  'Filter',
  'Expiration',
  'NoncurrentVersionExpiration',
  'AbortIncompleteMultipartUpload',
  'Transition',
];

const refuse = (members: object, allowed: readonly string[], where: string): void => {
  const stranger = Object.keys(members).find((name) => !allowed.includes(name));
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of an S3 lifecycle ${where}`);
};

const numberOf = (node: XmlNode | undefined): number | undefined =>
  textOf(node) === undefined ? undefined : Number(node);

const readTag = (node: XmlNode): Tag => {
  const { Key, Value } = membersOf(node);
  return { Key: requiredText(Key), Value: requiredText(Value) };
};

const readFilter = (rule: Readonly<Record<string, XmlNode>>): { prefix: string; tags: readonly Tag[] } => {
  const filter = membersOf(rule['Filter']);
  refuse(filter, ['Prefix', 'Tag', 'And'], 'filter');
  const and = membersOf(filter['And']);
  refuse(and, ['Prefix', 'Tag'], 'filter');
  return {
    prefix: textOf(and['Prefix']) ?? textOf(filter['Prefix']) ?? textOf(rule['Prefix']) ?? '',
    tags: [...listOf(filter['Tag']), ...listOf(and['Tag'])].map(readTag),
  };
};

/** Classes that an object may be moved to and is still read from at once. */
export const transitionClasses = ['STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'];

const readTransition = (node: XmlNode) => {
  const members = membersOf(node);
  refuse(members, ['Days', 'StorageClass'], 'transition');
  const storageClass = requiredText(members['StorageClass']);
  if (!transitionClasses.includes(storageClass)) throw new UnsupportedError(`the storage class ${storageClass} of s3`);
  return { days: Number(requiredText(members['Days'])), storageClass };
};

const readRule = (node: XmlNode, index: number): LifecycleRule => {
  const rule = membersOf(node);
  refuse(rule, known, 'rule');
  const expiration = membersOf(rule['Expiration']);
  const noncurrent = membersOf(rule['NoncurrentVersionExpiration']);
  refuse(noncurrent, ['NoncurrentDays'], 'noncurrent version expiration');
  const date = textOf(expiration['Date']);
  return {
    id: textOf(rule['ID']) ?? `rule-${index + 1}`,
    isEnabled: requiredText(rule['Status']) === 'Enabled',
    ...readFilter(rule),
    expirationDays: numberOf(expiration['Days']),
    expirationDate: date === undefined ? undefined : Date.parse(date),
    expiresDeleteMarkers: textOf(expiration['ExpiredObjectDeleteMarker']) === 'true',
    noncurrentDays: numberOf(noncurrent['NoncurrentDays']),
    abortUploadsAfterDays: numberOf(membersOf(rule['AbortIncompleteMultipartUpload'])['DaysAfterInitiation']),
    transitions: listOf(rule['Transition']).map(readTransition),
  };
};

/** @throws AwsError MalformedXML, InvalidArgument, UnsupportedError */
export const lifecycleFromXml = (node: XmlNode): readonly LifecycleRule[] => {
  const rules = listOf(membersOf(node)['Rule']).map(readRule);
  const wrong = rules.find(({ expirationDays }) => expirationDays !== undefined && !(expirationDays >= 1));
  if (wrong === undefined) return rules;
  throw new AwsError('InvalidArgument', "'Days' for Expiration action must be a positive integer");
};

const filterXml = ({ prefix, tags }: LifecycleRule) => {
  if (tags.length === 0) return { Prefix: prefix };
  return tags.length === 1 && prefix === ''
    ? { Tag: tags }
    : { And: { Prefix: prefix === '' ? undefined : prefix, Tag: tags } };
};

const expirationXml = ({ expirationDays, expirationDate, expiresDeleteMarkers }: LifecycleRule) => {
  if (expirationDays !== undefined) return { Days: expirationDays };
  if (expirationDate !== undefined) return { Date: new Date(expirationDate).toISOString() };
  return expiresDeleteMarkers === true ? { ExpiredObjectDeleteMarker: true } : undefined;
};

export const lifecycleToXml = (rule: LifecycleRule): Record<string, unknown> => ({
  ID: rule.id,
  Filter: filterXml(rule),
  Status: rule.isEnabled ? 'Enabled' : 'Disabled',
  Transition: rule.transitions?.map(({ days, storageClass }) => ({ Days: days, StorageClass: storageClass })),
  Expiration: expirationXml(rule),
  NoncurrentVersionExpiration: rule.noncurrentDays === undefined ? undefined : { NoncurrentDays: rule.noncurrentDays },
  AbortIncompleteMultipartUpload:
    rule.abortUploadsAfterDays === undefined ? undefined : { DaysAfterInitiation: rule.abortUploadsAfterDays },
});
