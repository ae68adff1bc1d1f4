/** Policy documents travel percent-encoded by RFC 3986: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const encodeDocument = (document: string): string =>
  encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
