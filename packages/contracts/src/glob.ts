/** Tells whether a text matches `pattern`, in which `*` is any run of characters. */
export const globMatcher = (pattern: string): ((text: string) => boolean) => {
  const literals = pattern.split('*').map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const expression = new RegExp(`^${literals.join('.*')}$`, 's');
  return (text) => expression.test(text);
};

/** Whether some text matches both patterns. */
export const globsOverlap = (one: string, other: string): boolean => {
  if (one === '' && other === '') return true;
  if (one.startsWith('*'))
    return globsOverlap(one.slice(1), other) || (other !== '' && globsOverlap(one, other.slice(1)));
  if (other.startsWith('*')) return globsOverlap(other, one);
  return one !== '' && one[0] === other[0] && globsOverlap(one.slice(1), other.slice(1));
};
