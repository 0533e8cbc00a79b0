window.ui = SwaggerUIBundle({
  dom_id: '#api',
  urls: [
    { name: 'all services', url: '/v1/docs/openapi.json' },
    ...['gateway', 'user-service', 'session-service', 'content-service', 'billing-service',
        'realtime-service', 'ai-service'].map(name => ({ name, url: '/v1/docs/services/' + name })),
  ],
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  docExpansion: 'none',
  validatorUrl: null,
});
