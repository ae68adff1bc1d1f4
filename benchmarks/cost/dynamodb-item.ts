/** An attribute value of the DynamoDB API, e.g. `{"S": "x"}`. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/** About a byte for two digits, leading and trailing zeros left out, and one more. */
const numberBytes = (text: string): number => {
  const digits = text
    .replace(/e.*$/i, '')
    .replace(/[^\d]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1;
};

const collectionOverhead = 3;

const valueBytes = (value: AttributeValue): number => {
  const [[type, content] = []] = Object.entries(value);
  if (type === 'S') return Buffer.byteLength(String(content));
  if (type === 'N') return numberBytes(String(content));
  if (type === 'B') return Buffer.from(String(content), 'base64').length;
  if (type === 'BOOL' || type === 'NULL') return 1;
  if (type === 'L')
    return (content as AttributeValue[]).reduce((sum, each) => sum + 1 + valueBytes(each), collectionOverhead);
  if (type === 'M') return collectionOverhead + Object.keys(content as Item).length + itemBytes(content as Item);
  throw new Error(`no size is known for the DynamoDB type ${type}`);
};

/**
 * What an item counts as: names and values, numbers packed.
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 * @throws Error for a type that is not used here (sets)
 */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
