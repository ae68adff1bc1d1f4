/**
 * AWS's topic filters differ from MQTT's in one thing: `sensor/#` matches `sensor/` but not `sensor` (AWS IoT developer
 * guide, "AWS IoT differences from MQTT specifications"). A wildcard at the first level does not match a topic that
 * starts with `$` (MQTT 3.1.1, 4.7.2).
 */
export function matchesTopicFilter(filter: string, topic: string): boolean {
  const filterLevels = filter.split('/');
  const topicLevels = topic.split('/');
  if (topic.startsWith('$') && isWildcard(filterLevels[0])) return false;
  for (const [position, level] of filterLevels.entries()) {
    if (level === '#') return topicLevels.length > position;
    if (position >= topicLevels.length) return false;
    if (level !== '+' && level !== topicLevels[position]) return false;
  }
  return filterLevels.length === topicLevels.length;
}

/** What is wrong with a topic filter, or undefined. */
export function topicFilterFault(filter: string): string | undefined {
  if (filter === '') return 'the topic filter is empty';
  if (filter.includes('\0')) return 'the topic filter has a null character';
  const levels = filter.split('/');
  for (const [position, level] of levels.entries()) {
    if (level.includes('#') && (level !== '#' || position !== levels.length - 1)) {
      return '"#" must be the whole last level of a topic filter';
    }
    if (level.includes('+') && level !== '+') return '"+" must be a whole level of a topic filter';
  }
  return undefined;
}

function isWildcard(level: string | undefined): boolean {
  return level === '#' || level === '+';
}
