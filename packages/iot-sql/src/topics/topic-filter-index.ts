type Level<T> = {
  children: Map<string, Level<T>>;
  /** Values whose filter ends here. */
  exact: T[];
  /** Values whose filter goes on with `#`. */
  deeper: T[];
};

/** Topic filters with a value each, by level: looking up costs the depth of a topic, not the number of filters. */
export class TopicFilterIndex<T> {
  readonly #root: Level<T> = createLevel();

  add(filter: string, value: T): void {
    let level = this.#root;
    for (const name of filter.split('/')) {
      if (name === '#') {
        level.deeper.push(value);
        return;
      }
      let child = level.children.get(name);
      if (child === undefined) {
        child = createLevel();
        level.children.set(name, child);
      }
      level = child;
    }
    level.exact.push(value);
  }

  /** Removes one pair that was added. @returns whether it was there */
  remove(filter: string, value: T): boolean {
    return remove(this.#root, filter.split('/'), 0, value);
  }

  /** The values of every filter that matches, by the rules of `matchesTopicFilter`. */
  match(topic: string): T[] {
    const found: T[] = [];
    collect(this.#root, topic.split('/'), 0, found);
    return found;
  }
}

function collect<T>(level: Level<T>, topic: string[], position: number, found: T[]): void {
  const name = topic[position];
  if (name === undefined) {
    found.push(...level.exact);
    return;
  }
  const child = level.children.get(name);
  if (child !== undefined) collect(child, topic, position + 1, found);
  if (position === 0 && name.startsWith('$')) return;
  found.push(...level.deeper);
  const any = level.children.get('+');
  if (any !== undefined && name !== '+') collect(any, topic, position + 1, found);
}

/** Levels that became empty go with their last value: clients come and go for as long as a broker runs. */
function remove<T>(level: Level<T>, filter: string[], position: number, value: T): boolean {
  const name = filter[position];
  if (name === undefined) return take(level.exact, value);
  if (name === '#') return take(level.deeper, value);
  const child = level.children.get(name);
  if (child === undefined || !remove(child, filter, position + 1, value)) return false;
  if (child.exact.length + child.deeper.length + child.children.size === 0) level.children.delete(name);
  return true;
}

function take<T>(values: T[], value: T): boolean {
  const position = values.indexOf(value);
  if (position === -1) return false;
  values.splice(position, 1);
  return true;
}

function createLevel<T>(): Level<T> {
  return { children: new Map(), exact: [], deeper: [] };
}
