// @ts-check
'use strict';

/** GET /health, for anybody: the server's parts as Spring Boot lists them. */

const UP = { status: 'UP' };
const GIB = 1024 ** 3;

function health() {
	return {
		...UP,
		components: {
			diskSpace: {
				...UP,
				details: { total: 256 * GIB, free: 128 * GIB, threshold: 10_485_760, exists: true },
			},
			fileSystem: UP,
			metaStore: UP,
			refreshScope: UP,
			sparkContext: UP,
			sparkSqlContext: UP,
		},
	};
}

module.exports = { health };
