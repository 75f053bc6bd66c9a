// Puts messages and stacks of failures into payloads, so that the codec encrypts them like everything else.
// CommonJS, because the SDK requires this file by its path, outside the workflow's bundle as well as inside it.
'use strict';
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
