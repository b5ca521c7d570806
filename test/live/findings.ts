import type { IDataObject } from 'n8n-workflow';
import { shapeOf, type Shape } from './shape';

/** What one check found out about one Kylin. */
export class Findings {
	/** what has to be the same on every server of a version: codes, and what was done */
	readonly facts = new Map<string, string>();

	/** members of Kylin's records, by kind of record */
	readonly shapes = new Map<string, Shape>();

	/** where the server contradicts itself, e.g. a page that lacks a job */
	readonly faults: string[] = [];

	/** what could not be tried, and why */
	readonly leftOut: string[] = [];

	/** what was looked at, e.g. `200 jobs` */
	readonly seen: string[] = [];

	fact(name: string, value: string): void {
		this.facts.set(name, value);
	}

	records(kind: string, records: readonly IDataObject[]): void {
		this.shapes.set(kind, shapeOf(records));
	}

	/** @param isRight whether the server keeps what `expectation` says */
	expect(isRight: boolean, expectation: string): void {
		if (!isRight) this.faults.push(`not kept: ${expectation}`);
	}
}
