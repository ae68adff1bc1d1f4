const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);

const writeValue = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((item) => `<member>${writeValue(item)}</member>`).join('');
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map) {
    return [...value]
      .map(([key, item]) => `<entry><key>${escapeXml(String(key))}</key><value>${writeValue(item)}</value></entry>`)
      .join('');
  }
  if (typeof value === 'object' && value !== null) return writeXml(value as Record<string, unknown>);
  return escapeXml(String(value));
};

/** Writes members as elements in their order; undefined and null are left out. Arrays become `<member>`s, Maps `<entry>`s, dates ISO 8601. */
export const writeXml = (members: Readonly<Record<string, unknown>>): string =>
  Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `<${name}>${writeValue(value)}</${name}>`)
    .join('');
