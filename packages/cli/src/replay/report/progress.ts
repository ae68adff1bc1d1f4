import { formatCount, formatInstant } from '../../output/number.ts';
import type { ReplayProgress } from '../replay-records.ts';
import { formatSpan } from './span.ts';

/** Where progress is shown: stderr. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressBar {
  show(progress: ReplayProgress): void;
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

const textOf = (progress: ReplayProgress, phaseMs: number): string => {
  const { phase, takenBytes, totalBytes, lines, at } = progress;
  const share = totalBytes === 0 ? 1 : Math.min(1, takenBytes / totalBytes);
  const left = share > 0 && share < 1 ? `  ${formatSpan((phaseMs / share) * (1 - share))} left` : '';
  const seen =
    phase === 'sorting' ? 'sorting, for lines are not in order' : `${formatCount(lines)} lines  ${formatInstant(at)}`;
  return `${Math.floor(share * 100)
    .toString()
    .padStart(3)} %  ${seen}${left}`;
};

/** A bar that is redrawn on a terminal; elsewhere a line every few seconds. @param now a clock in ms */
export const openProgress = (stream: ProgressStream, now: () => number = () => performance.now()): ProgressBar => {
  const isTerminal = stream.isTTY === true;
  let phase: ReplayProgress['phase'] | undefined;
  let [phaseAt, shownAt, isShown] = [now(), now(), false];

  return {
    show: (progress) => {
      const at = now();
      if (progress.phase !== phase) [phase, phaseAt] = [progress.phase, at];
      if (at - shownAt < (isTerminal ? terminalEveryMs : paperEveryMs)) return;
      shownAt = at;
      const text = textOf(progress, at - phaseAt);
      if (!isTerminal) return void stream.write(`${text.trim()}\n`);
      const share = progress.totalBytes === 0 ? 1 : Math.min(1, progress.takenBytes / progress.totalBytes);
      isShown = true;
      stream.write(`${eraseLine}${`${bar(share)} ${text}`.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear: () => {
      if (isShown) stream.write(eraseLine);
      isShown = false;
    },
  };
};
