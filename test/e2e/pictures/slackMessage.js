// @ts-check

/** @typedef {import('../../types/n8n').Json} Json */

const STYLE = `
	.slack { font: 15px/1.5 Lato, 'Liberation Sans', Arial, sans-serif; color: #1d1c1d; background: #fff;
		border: 1px solid #ddd; border-radius: 10px; overflow: hidden; }
	.slack .channel { font-weight: 900; font-size: 18px; padding: 14px 20px; border-bottom: 1px solid #ddd; }
	.slack .message { display: flex; gap: 12px; padding: 18px 20px 22px; }
	.slack .avatar { width: 40px; height: 40px; border-radius: 8px; background: #ea4b71; color: #fff;
		font-weight: 700; display: grid; place-items: center; flex: none; }
	.slack .from b { font-weight: 900; } .slack .from span { color: #616061; font-size: 12px; margin-left: 6px; }
	.slack .from i { background: #ddd; border-radius: 3px; font: 700 10px Arial; padding: 1px 4px; margin-left: 6px; }
	.slack .body { min-width: 0; flex: 1; }
	.slack h3 { font-size: 18px; font-weight: 900; margin: 6px 0; }
	.slack p { margin: 8px 0; white-space: pre-wrap; }
	.slack .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 10px 20px; margin: 10px 0; white-space: pre-line; }
	.slack pre { font: 12px/1.5 'DejaVu Sans Mono', monospace; background: #f8f8f8; border: 1px solid #ddd;
		border-radius: 4px; padding: 8px; white-space: pre-wrap; overflow-wrap: anywhere; margin: 10px 0; }
	.slack .button { display: inline-block; border: 1px solid #bbb; border-radius: 4px; font-weight: 700;
		padding: 4px 12px; margin-top: 6px; }`;

/** @param {string} text */
function escaped(text) {
	return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** @param {Json} block as Slack's Block Kit has it */
function blockHtml(block) {
	switch (block.type) {
		case 'header':
			return `<h3>${escaped(block.text.text)}</h3>`;
		case 'section':
			return block.fields
				? `<div class="fields">${block.fields
						.map((/** @type {Json} */ { text }) => `<div>${escaped(text)}</div>`)
						.join('')}</div>`
				: `<p>${escaped(block.text.text)}</p>`;
		case 'rich_text':
			return block.elements
				.flatMap((/** @type {Json} */ { elements }) => elements)
				.map((/** @type {Json} */ { text }) => `<pre>${escaped(text)}</pre>`)
				.join('');
		case 'actions':
			return block.elements
				.map((/** @type {Json} */ { text }) => `<span class="button">${escaped(text.text)}</span>`)
				.join(' ');
		default:
			throw new Error(`The picture does not know Slack's blocks of type ${block.type}`);
	}
}

/** A message as Slack shows it, much simplified: what was posted is what is drawn. @param {Json} message */
function slackHtml({ channel, blocks }) {
	return `<style>${STYLE}</style><div class="slack">
		<div class="channel">${escaped(channel.replace('#', '# '))}</div>
		<div class="message"><div class="avatar">n8n</div><div class="body">
			<div class="from"><b>n8n</b><i>APP</i><span>3:02 AM</span></div>
			${blocks.map(blockHtml).join('\n')}
		</div></div></div>`;
}

module.exports = { slackHtml };
