import type { Split } from '../../kylinTime/range';

/** Which range a build is for; times in epoch milliseconds, not floored. */
export type RangeRequest =
	| {
			/** from the end of the last segment with data until the start of today */
			kind: 'sinceLastSegment';
			/** where there is no segment yet */
			from?: number;
	  }
	| {
			/** the last full units before now */
			kind: 'relative';
			unit: 'day' | 'week' | 'month';
			count: number;
	  }
	| { kind: 'fromUntil'; from: number; until: number }
	| {
			/** every hole between two segments */
			kind: 'gapsOnly';
	  };

export type BuildRequest = {
	range: RangeRequest;
	/** absent: each range in one segment */
	split?: Split;
	/** segments of so many days before the range are refreshed: late data */
	refreshLastDays: number;
	ifBuilt: 'fail' | 'skip' | 'refresh';
	ifRunning: 'fail' | 'attach' | 'skip';
	/** its job ended in ERROR or is paused */
	ifFailed: 'fail' | 'resume' | 'skip';
	ifGap: 'fail' | 'allow' | 'build';
};
