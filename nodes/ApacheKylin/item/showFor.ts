import type { INodeProperties } from 'n8n-workflow';

/** The fields of one operation: shown only for it, whatever else each asks for. */
export function showFor(operation: string, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: ['job'], operation: [operation], ...field.displayOptions?.show },
		},
	}));
}
