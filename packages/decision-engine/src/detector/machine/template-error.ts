/** A payload template is wrong. `path` leads to the place within the template. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}
