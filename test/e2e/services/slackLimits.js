// @ts-check

/** @typedef {import('../../types/n8n').Json} Json */

// https://docs.slack.dev/reference/block-kit/blocks and …/methods/chat.postMessage
const MOST_CHARACTERS = { message: 40_000, header: 150, section: 3_000, field: 2_000, button: 75 };
const MOST_BLOCKS = 50;
const MOST_FIELDS = 10;

/** What Slack would refuse a message for. @param {Json} message @returns {string[]} */
function complaintsAbout({ channel, text = '', blocks = [] }) {
	return [
		...(channel ? [] : ['no channel']),
		...(text === '' && blocks.length === 0 ? ['no_text'] : []),
		...(text.length > MOST_CHARACTERS.message ? ['msg_too_long'] : []),
		...(blocks.length > MOST_BLOCKS ? ['too many blocks'] : []),
		...blocks.flatMap(complaintsAboutBlock),
	];
}

/** @param {Json} block @param {number} index @returns {string[]} */
function complaintsAboutBlock(block, index) {
	const about = (/** @type {string} */ complaint) => `blocks/${index}: ${complaint}`;
	const text = (/** @type {Json | undefined} */ value, /** @type {number} */ most) =>
		isText(value, most) ? [] : [about(`text of 1 to ${most} characters: ${JSON.stringify(value)}`)];
	switch (block.type) {
		case 'divider':
			return [];
		case 'header':
			return block.text?.type === 'plain_text'
				? text(block.text, MOST_CHARACTERS.header)
				: [about('a header is plain text')];
		case 'section':
			return [
				...(block.text || block.fields ? [] : [about('neither text nor fields')]),
				...(block.text ? text(block.text, MOST_CHARACTERS.section) : []),
				...((block.fields ?? []).length > MOST_FIELDS ? [about('too many fields')] : []),
				...(block.fields ?? []).flatMap((/** @type {Json} */ field) =>
					text(field, MOST_CHARACTERS.field),
				),
			];
		case 'actions':
			return block.elements.flatMap((/** @type {Json} */ element) => [
				...text(element.text, MOST_CHARACTERS.button),
				...(element.url === undefined || /^https?:\/\/\S{1,2990}$/.test(element.url)
					? []
					: [about(`no address: ${element.url}`)]),
			]);
		case 'rich_text':
			return block.elements.flatMap((/** @type {Json} */ part) =>
				part.elements.flatMap((/** @type {Json} */ element) =>
					text({ ...element, type: 'plain_text' }, MOST_CHARACTERS.section),
				),
			);
		default:
			return [about(`unknown type ${block.type}`)];
	}
}

/** @param {Json | undefined} value @param {number} most */
function isText(value, most) {
	return (
		['plain_text', 'mrkdwn'].includes(value?.type) &&
		typeof value?.text === 'string' &&
		value.text.length > 0 &&
		value.text.length <= most
	);
}

module.exports = { complaintsAbout };
