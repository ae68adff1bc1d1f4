import type { AttributeValue } from '../../../ports/dynamodb.ts';

/**
 * An item of DynamoDB as JSON without types. Numbers keep the digits that DynamoDB holds, up to 38 of them; binary values are base64,
 * sets arrays.
 */
export function plainItemText(item: Readonly<Record<string, AttributeValue>>): string {
  const members = Object.entries(item).map(([name, value]) => `${JSON.stringify(name)}:${valueText(value)}`);
  return `{${members.join(',')}}`;
}

function valueText(attribute: AttributeValue): string {
  const [[type, value] = []] = Object.entries(attribute);
  if (type === 'NULL') return 'null';
  if (type === 'N') return value as string;
  if (type === 'M') return plainItemText(value as Readonly<Record<string, AttributeValue>>);
  if (type === 'L') return `[${(value as AttributeValue[]).map(valueText).join(',')}]`;
  if (type === 'NS') return `[${(value as string[]).join(',')}]`;
  return JSON.stringify(value);
}
