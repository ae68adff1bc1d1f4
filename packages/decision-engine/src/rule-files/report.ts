/** Where something stands in a file: the names and indexes that lead to it. */
export type Path = readonly (string | number)[];

export interface Spot {
  /** The name of the field is wrong, not its value. */
  readonly key?: boolean;
  /** UTF-16 units into the text that stands at the path. */
  readonly offset?: number;
}

/** Tells of a problem. A place that does not exist is that of what would contain it. */
export type Report = (path: Path, message: string, spot?: Spot) => void;
