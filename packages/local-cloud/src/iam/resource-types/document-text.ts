/** A policy document of a template, which is an object or a JSON text. */
export const documentText = (document: unknown): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

/** Schema of a policy document. */
export const documentSchema = { type: ['object', 'string'] };

export const tagsSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { Key: { type: 'string' }, Value: { type: 'string' } },
    required: ['Key', 'Value'],
  },
};
