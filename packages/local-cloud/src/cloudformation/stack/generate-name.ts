/** Random letters and digits, as long as CloudFormation's. */
const suffixLength = 12;

/** The random part of a name, made of a token so that a repeated creation gives the same one. */
const suffix = (token: string): string =>
  token
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-suffixLength)
    .toUpperCase();

/**
 * A physical name as CloudFormation makes one: `<stack>-<logical id>-<random>`, both names cut if it does not fit.
 * @param token unique to the creation
 */
export const generateName = (stackName: string, logicalId: string, token: string, maxLength: number): string => {
  const random = suffix(token);
  const room = maxLength - random.length - 2;
  const logicalRoom = Math.max(Math.floor(room / 2), room - stackName.length);
  const logical = logicalId.slice(0, Math.max(1, logicalRoom));
  return `${stackName.slice(0, room - logical.length)}-${logical}-${random}`;
};
