// n8n-core reads these when it is loaded, and creates its settings file in the user folder.
const { join } = require('node:path');

const folder = `engine-${process.env.JEST_WORKER_ID}`;
process.env.N8N_USER_FOLDER = join(__dirname, '../../.cache', folder);
process.env.N8N_ENCRYPTION_KEY = 'engine-tests';
process.env.N8N_LOG_LEVEL = 'silent';
