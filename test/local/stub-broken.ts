// Stands in for a service that cannot start.
process.stderr.write('此服务坏了 · this service is broken\n');
process.exit(3);
