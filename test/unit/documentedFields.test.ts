/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
/**
 * The tables of fields in the documentation are those of the descriptions: field, parameter, what it is
 * sent as, default. `UPDATE_DOCS=1 npx jest documentedFields` writes them; the last column is prose.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ApacheKylinCallbackTrigger } from '../../nodes/ApacheKylinCallbackTrigger/ApacheKylinCallbackTrigger.node';
import { ApacheKylinTrigger } from '../../nodes/ApacheKylinTrigger/ApacheKylinTrigger.node';
import { FIELDS, OPERATIONS, type Field } from '../engine/fields';

const DOCS = join(__dirname, '../../docs');

const IS_UPDATE = process.env.UPDATE_DOCS === '1';

/** A table of fields below the heading of this name. */
type Table = { page: string; heading: string; rows: Row[] };

type Row = { field: string; parameter: string; sentAs: string; default: string; notes: string };

const HEADINGS = ['Field', 'Parameter', 'Sent as', 'Default', 'Notes'];

const code = (text: string) => `\`${text}\``;

function defaultOf({ default: value, type, modes }: INodeProperties): string {
	if (type === 'collection' || type === 'fixedCollection' || modes !== undefined || value === '')
		return '';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return [value]
		.flat()
		.map((one) => code(String(one)))
		.join(', ');
}

const isProperty = (option: object): option is INodeProperties => 'type' in option;

/** One row for each field; a collection is told by what is in it. */
function rowsOf(fields: Array<Pick<Field, 'path' | 'label' | 'property'>>): Row[] {
	const labels = new Map(fields.map(({ path, label }) => [path, label]));
	return [...new Map(fields.map((field) => [field.path, field])).values()]
		.filter(({ property }) => property.type !== 'collection')
		.map(({ path, label, property }) => {
			const [collection] = path.split('.');
			const sentAs = property.routing?.send?.property;
			return {
				field: path === collection ? label : `${labels.get(collection)} → ${label}`,
				parameter: code(path),
				sentAs: sentAs === undefined ? '' : code(sentAs),
				default: defaultOf(property),
				notes: (property.description ?? '').replace(/<[^>]+>/g, '').replaceAll('|', '\\|'),
			};
		});
}

function fieldsOfTrigger(properties: INodeProperties[]) {
	return properties
		.filter(({ type }) => type !== 'notice')
		.flatMap((property) => [
			{ path: property.name, label: property.displayName, property },
			...(property.type === 'collection' ? (property.options ?? []) : [])
				.filter(isProperty)
				.map((one) => ({
					path: `${property.name}.${one.name}`,
					label: one.displayName,
					property: one,
				})),
		]);
}

const TABLES: Table[] = [
	...OPERATIONS.map(({ resource, operation, name }) => ({
		page: `operations/${resource}.md`,
		heading: name,
		rows: rowsOf(
			FIELDS.filter((field) => field.resource === resource && field.operation === operation),
		),
	})),
	...[new ApacheKylinTrigger(), new ApacheKylinCallbackTrigger()].map(({ description }) => ({
		page: 'triggers.md',
		heading: description.displayName,
		rows: rowsOf(fieldsOfTrigger(description.properties)),
	})),
];

/** Where the table of fields is in the page: the first one below the heading. */
function find(text: string, heading: string): { start: number; end: number } | undefined {
	const section = text.indexOf(`\n## ${heading}\n`);
	const start = text.indexOf('\n| Field ', section) + 1;
	const next = text.indexOf('\n## ', section + 1);
	if (section < 0 || start <= 0 || (next >= 0 && start > next)) return undefined;
	const end = text.indexOf('\n\n', start);
	return { start, end: end < 0 ? text.trimEnd().length : end };
}

const cellsOf = (line: string) =>
	line
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());

/** The cells below the line of dashes. */
const documented = (table: string) => table.split('\n').slice(2).map(cellsOf);

function written(rows: Row[], known: string[][]): string {
	const notes = new Map(known.map((cells) => [cells[1], cells.at(-1)]));
	const lines = rows.map((row) => [
		row.field,
		row.parameter,
		row.sentAs,
		row.default,
		notes.get(row.parameter) ?? row.notes,
	]);
	return [HEADINGS, HEADINGS.map(() => '---'), ...lines]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

function update({ page, heading, rows }: Table) {
	const file = join(DOCS, page);
	const text = readFileSync(file, 'utf8');
	const place = find(text, heading);
	if (place === undefined) return;
	const table = written(rows, documented(text.slice(place.start, place.end)));
	writeFileSync(file, text.slice(0, place.start) + table + text.slice(place.end));
	execFileSync('npx', ['prettier', '--write', file]);
}

test.each(TABLES)('$page documents the fields of $heading', (table) => {
	if (IS_UPDATE) update(table);
	const text = readFileSync(join(DOCS, table.page), 'utf8');
	const place = find(text, table.heading);
	expect(place).toBeDefined();
	const cells = documented(text.slice(place!.start, place!.end));
	expect(cells.map((row) => row.slice(0, 4))).toEqual(
		table.rows.map((row) => [row.field, row.parameter, row.sentAs, row.default]),
	);
	for (const row of cells) expect(row).toHaveLength(HEADINGS.length);
});
