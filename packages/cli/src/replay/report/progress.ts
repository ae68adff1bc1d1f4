import { formatCount, formatInstant } from '../../output/number.ts';
import type { StreamProgress } from '../input/stream-runs.ts';
import type { ReplayProgress } from '../replay-records.ts';
import { formatSpan } from './span.ts';

type Progress = ReplayProgress | StreamProgress;

/** Where progress is shown: stderr. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressBar {
  show(progress: Progress): void;
  /** Takes the bar away. */
  clear(): void;
}

const terminalEveryMs = 100;
const paperEveryMs = 5000;
const barWidth = 24;
const eraseLine = '\r\u001b[K';

const bar = (share: number): string => {
  const full = Math.round(share * barWidth);
  return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}]`;
};

const shareOf = (progress: Progress): number => {
  const [done, total] =
    progress.phase === 'streaming'
      ? [progress.shardsRead, progress.shards]
      : [progress.takenBytes, progress.totalBytes];
  return total === 0 ? 1 : Math.min(1, done / total);
};

const seenText = (progress: Progress): string => {
  const { lines, phase } = progress;
  if (phase === 'sorting') return 'sorting, for lines are not in order';
  if (phase === 'streaming') return `${formatCount(lines)} records of the stream that are not archived yet`;
  return `${formatCount(lines)} lines  ${formatInstant(progress.at)}`;
};

const textOf = (progress: Progress, phaseMs: number): string => {
  const share = shareOf(progress);
  const left = share > 0 && share < 1 ? `  ${formatSpan((phaseMs / share) * (1 - share))} left` : '';
  return `${Math.floor(share * 100)
    .toString()
    .padStart(3)} %  ${seenText(progress)}${left}`;
};

/** A bar that is redrawn on a terminal; elsewhere a line every few seconds. @param now a clock in ms */
export const openProgress = (stream: ProgressStream, now: () => number = () => performance.now()): ProgressBar => {
  const isTerminal = stream.isTTY === true;
  let phase: Progress['phase'] | undefined;
  let [phaseAt, shownAt, isShown] = [now(), now(), false];

  return {
    show: (progress) => {
      const at = now();
      if (progress.phase !== phase) [phase, phaseAt] = [progress.phase, at];
      if (at - shownAt < (isTerminal ? terminalEveryMs : paperEveryMs)) return;
      shownAt = at;
      const text = textOf(progress, at - phaseAt);
      if (!isTerminal) return void stream.write(`${text.trim()}\n`);
      isShown = true;
      stream.write(`${eraseLine}${`${bar(shareOf(progress))} ${text}`.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear: () => {
      if (isShown) stream.write(eraseLine);
      isShown = false;
    },
  };
};
