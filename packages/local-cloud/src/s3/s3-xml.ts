import { XMLParser } from 'fast-xml-parser';
import { AwsError } from '../kernel/aws-error.ts';
import type { Response } from '../kernel/request.ts';
import { escapeXml } from '../wire/xml.ts';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

const writeElement = (name: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => writeElement(name, item)).join('');
  if (typeof value === 'object') return `<${name}>${writeMembers(value as Record<string, unknown>)}</${name}>`;
  return `<${name}>${escapeXml(String(value))}</${name}>`;
};

const writeMembers = (members: Readonly<Record<string, unknown>>): string =>
  Object.entries(members)
    .map(([name, value]) => writeElement(name, value))
    .join('');

/** An answer of S3: lists are flat (the element once an item), undefined members are left out. */
export const xmlAnswer = (root: string, members: Readonly<Record<string, unknown>> | string): Response => {
  const inner = typeof members === 'string' ? escapeXml(members) : writeMembers(members);
  return {
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${inner}</${root}>`,
  };
};

/** An error of S3: no namespace. */
export const xmlError = (members: Readonly<Record<string, unknown>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${writeMembers(members)}</Error>`;

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true });

/** What an XML body holds: text, or members by name; an element that occurs several times is a list. */
export type XmlNode = string | readonly XmlNode[] | { readonly [name: string]: XmlNode };

const malformed = (cause?: unknown) =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
    {
      cause,
    },
  );

/** Reads a body whose root element is `root`. @throws AwsError MalformedXML */
export const readXml = (body: Buffer, root: string): XmlNode => {
  try {
    const node = (parser.parse(body.toString('utf8'), true) as Record<string, XmlNode>)[root];
    if (node === undefined) throw malformed();
    return node;
  } catch (error) {
    throw error instanceof AwsError ? error : malformed(error);
  }
};

/** The members of a node; an empty element has none. @throws AwsError MalformedXML */
export const membersOf = (node: XmlNode | undefined): Readonly<Record<string, XmlNode>> => {
  if (node === undefined || node === '') return {};
  if (typeof node === 'string' || Array.isArray(node)) throw malformed();
  return node as Readonly<Record<string, XmlNode>>;
};

/** A node that may occur any number of times, as a list. */
export const listOf = (node: XmlNode | undefined): readonly XmlNode[] => {
  if (node === undefined) return [];
  return Array.isArray(node) ? node : [node as XmlNode];
};

export const textOf = (node: XmlNode | undefined): string | undefined => (typeof node === 'string' ? node : undefined);

/** @throws AwsError MalformedXML if it is not there */
export const requiredText = (node: XmlNode | undefined): string => {
  if (typeof node !== 'string') throw malformed();
  return node;
};
