import type { Target } from './target.ts';
import { isObject, type Json } from './template.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `${Function}`, `${Function.Arn}` of a Fn::Sub. */
export const variableOf = ({ logicalId }: Target): RegExp => new RegExp(`\\$\\{${logicalId}(\\.Arn)?\\}`, 'g');

/** `…:function:<name>`, whatever follows, if it is the whole name. */
export const literalArnOf = ({ functionName }: Target): RegExp =>
  new RegExp(`(:function:${escaped(functionName)})(?=$|[:/"'\\s])`, 'g');

/** Whether `value` is Fn::GetAtt of the function's ARN, in either spelling. */
export const isArn = (value: Json, { logicalId }: Target): boolean => {
  if (!isObject(value)) return false;
  const attribute = value['Fn::GetAtt'];
  const spelled = Array.isArray(attribute) ? attribute.join('.') : attribute;
  return spelled === `${logicalId}.Arn`;
};

export const isRef = (value: Json, { logicalId }: Target): boolean => isObject(value) && value['Ref'] === logicalId;

const mentions = (text: string, target: Target): boolean => literalArnOf(target).test(text);

/** The text of a Fn::Join; what is not text itself is a question mark. */
export const joinedText = (value: Json): string => {
  const join = isObject(value) ? value['Fn::Join'] : undefined;
  if (!Array.isArray(join) || !Array.isArray(join[1])) return '';
  return join[1].map((part: Json) => (typeof part === 'string' ? part : '?')).join(String(join[0]));
};

/** The text of a Fn::Sub and its own variables. */
export const substitution = (value: Json): { text: string; variables: Json | undefined } | undefined => {
  if (!isObject(value)) return undefined;
  const sub = value['Fn::Sub'];
  if (typeof sub === 'string') return { text: sub, variables: undefined };
  if (Array.isArray(sub) && typeof sub[0] === 'string') return { text: sub[0], variables: sub[1] };
  return undefined;
};

/** Whether this very node, and not something within it, refers to the function. */
export const refersTo = (value: Json, target: Target): boolean => {
  if (typeof value === 'string') return mentions(value, target);
  const sub = substitution(value);
  if (sub) return variableOf(target).test(sub.text) || mentions(sub.text, target);
  return isRef(value, target) || isArn(value, target) || mentions(joinedText(value), target);
};

/** A bare name refers to the function only in a member that says so: a short one may stand for anything elsewhere. */
export const namesIt = (member: string | undefined, value: Json, { functionName }: Target): boolean =>
  value === functionName && /function/i.test(member ?? '');

/** Whether `value` refers to the function, at any depth. */
export const hasReference = (value: Json, target: Target): boolean => {
  if (refersTo(value, target)) return true;
  if (Array.isArray(value)) return value.some((item) => hasReference(item, target));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, item]) => namesIt(name, item, target) || hasReference(item, target));
};
