/** What came out of a function's process: one log event, or the mark that its invocation has ended. */
export interface OutputSink {
  message(text: string): void;
  /** @param detail for standard output the most memory used, in KiB */
  end(detail: string): void;
}

/**
 * Reads an output of a function's process: frames of the bootstrap (`NUL nonce kind length LF bytes`, see bootstrap/output.mjs)
 * and between them raw text, of which every line is a log event.
 */
export interface OutputReader {
  push(chunk: Buffer): void;
  /** The process has ended: what is left is a last line. */
  flush(): void;
}

const newline = 10;

export const createOutputReader = (nonce: string, sink: OutputSink): OutputReader => {
  const mark = Buffer.from(`\0${nonce}`);
  let rest: Buffer = Buffer.alloc(0);

  const emitLines = (raw: Buffer): void => {
    for (const line of raw.toString('utf8').split('\n')) if (line !== '') sink.message(line);
  };

  /** Takes the frame at the front. @returns whether it was whole */
  const takeFrame = (): boolean => {
    const headEnd = rest.indexOf(newline, mark.length);
    if (headEnd < 0) return false;
    const kind = rest.toString('latin1', mark.length, mark.length + 1);
    const end = headEnd + 1 + Number(rest.toString('latin1', mark.length + 1, headEnd));
    if (rest.length < end) return false;
    const text = rest.toString('utf8', headEnd + 1, end);
    rest = rest.subarray(end);
    if (kind === 'e') sink.end(text);
    else sink.message(text);
    return true;
  };

  /** Takes raw text up to the next frame or the last whole line. @returns whether anything is left to look at */
  const takeRaw = (): boolean => {
    const at = rest.indexOf(mark);
    const end = at >= 0 ? at : rest.lastIndexOf(newline) + 1;
    emitLines(rest.subarray(0, end));
    rest = rest.subarray(end);
    return at >= 0;
  };

  return {
    push: (chunk) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (rest.length > 0) {
        const isFrame = rest.length >= mark.length && rest.subarray(0, mark.length).equals(mark);
        if (!(isFrame ? takeFrame() : takeRaw())) return;
      }
    },
    flush: () => {
      emitLines(rest);
      rest = Buffer.alloc(0);
    },
  };
};
