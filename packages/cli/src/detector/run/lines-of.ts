/** A line of a stream; numbers count from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a stream of text, those of one chunk at a time, so that a reader who types sees answers at once and one
 * who pipes a file pays for few writes. Empty lines are left out.
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let number = 0;
  let rest = '';
  const lines = (texts: readonly string[]): Line[] =>
    texts.flatMap((text) => {
      number += 1;
      // Files of Windows begin with a mark of their encoding.
      const content = number === 1 ? text.replace(/^\uFEFF/, '') : text;
      return content.trim() === '' ? [] : [{ number, text: content }];
    });
  for await (const chunk of chunks) {
    const texts = (rest + chunk).split('\n');
    rest = texts.pop() ?? '';
    yield lines(texts);
  }
  yield lines([rest]);
}
