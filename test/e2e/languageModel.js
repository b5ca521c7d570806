// @ts-check
const { createServer } = require('node:http');
const { listen } = require('./listen');

/**
 * @typedef {{ role: string, content: string }} Message
 * @typedef {{ messages?: Message[], tools?: Array<{ function: Json }>, stream?: boolean }} ChatRequest
 * @typedef {{ tool?: string, arguments: (messages: Message[]) => object }} Call of a tool by the model
 */

/** @typedef {import('../types/n8n').Json} Json */

/**
 * A language model of few ideas: it calls the first tool it is offered, once with each of the given
 * arguments, and repeats what the tool answered last. It speaks the OpenAI chat API, as far as n8n
 * needs it.
 *
 * @param {...object} toolArguments
 */
async function startLanguageModel(...toolArguments) {
	return await startCallingModel(...toolArguments.map((given) => ({ arguments: () => given })));
}

/**
 * One that calls the named tools, or the first one it is offered.
 *
 * @param {...Call} calls
 */
async function startCallingModel(...calls) {
	/** @type {ChatRequest[]} */
	const requests = [];
	const server = createServer(async (message, response) => {
		const chunks = [];
		for await (const chunk of message) chunks.push(chunk);
		const request = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
		requests.push(request);
		const answer = answerTo(request, calls);
		if (request.stream) {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.end(`data: ${JSON.stringify(answer)}\n\ndata: [DONE]\n\n`);
		} else {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(answer));
		}
	});
	const address = await listen(server);
	return {
		url: `${address}/v1`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** @param {ChatRequest} request @param {Call[]} calls */
function answerTo({ messages = [], tools = [], stream }, calls) {
	const toolAnswers = messages.filter(({ role }) => role === 'tool');
	const isDone = toolAnswers.length === calls.length;
	const call = calls[toolAnswers.length];
	const message = isDone
		? { role: 'assistant', content: `The tool said: ${toolAnswers.at(-1)?.content}` }
		: {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						index: 0,
						id: `call-${toolAnswers.length + 1}`,
						type: 'function',
						function: {
							name: call.tool ?? tools[0]?.function.name,
							arguments: JSON.stringify(call.arguments(messages)),
						},
					},
				],
			};
	const choice = { index: 0, finish_reason: isDone ? 'stop' : 'tool_calls' };
	return {
		id: 'answer',
		object: stream ? 'chat.completion.chunk' : 'chat.completion',
		created: 0,
		model: 'stand-in',
		choices: [stream ? { ...choice, delta: message } : { ...choice, message }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

module.exports = { startCallingModel, startLanguageModel };
