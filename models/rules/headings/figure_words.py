"""Words that say of a column of figures what they are: percents, weights, codes, money, what was done."""

from __future__ import annotations

PERCENTS = {"porcentaje", "avance", "cumplimiento", "eficacia", "eficiencia", "porcentual", "ejecucion"}
DATES = {"fecha", "inicio", "fin", "plazo", "vencimiento", "corte", "termino", "date", "finalizacion"}
CODES = {"cod", "codigo", "codigos", "bpin", "mga", "id", "consecutivo", "rubro", "item", "nro", "sku"}
WEIGHTS = {"ponderacion", "ponderador", "ponderaciones", "pond", "peso", "weight"}
NO_WEIGHTS = {"kg", "kilos", "ton", "toneladas", "gramos", "moneda", "neto", "bruto"}
RESULTS = {"avance", "cumplimiento", "logro", "ejecucion", "resultado", "calificacion", "puntaje", "nota", "ejecutado"}
ACCUMULATIONS = {"tendencia", "acumulacion", "comportamiento", "agregacion"}
MONEY = {"apropiacion", "compromisos", "pagos", "obligaciones", "presupuesto", "financiero", "costo", "recursos"}
MONEY |= {"asignado", "inversion", "monto", "devengado", "pesos", "dolares", "girado", "pim", "pia", "presupuestal"}
DONE = {"ejecutado", "ejecucion", "pagos", "pagado", "compromisos", "obligaciones", "avance", "girado", "realizado"}
TARGETS = {"meta", "metas", "esperado", "esperada", "planeado", "planeada", "programado", "programada", "target"}
COUNTS = {"no", "numero", "cantidad", "metas", "meta", "codigo", "cod", "valor", "planeado", "programado"}

TOTALS = {"total", "totales", "suma", "anual", "sumatoria", "subtotal", "consolidado"}
HORIZONS = {"cuatrienio", "cuatrienal", "quinquenio", "quinquenal", "plurianual", "multianual", "horizonte"}
RUNNING = {"acumulado"}
FILLERS = {"de", "del", "la", "el", "en", "por", "para", "los", "las", "al", "a", "y", "ano", "vigencia"}

MEAN_LABELS = {"promedio", "promedio general", "media", "promedio total"}
"""How a row of means is called, and below one of sums or means."""
TOTAL_LABELS = {"total", "totales", "gran total", "total general", "suma", "sumatoria", "subtotal", "sub total"}
TOTAL_LABELS |= {"total plan", "total anual", "promedio ponderado", *MEAN_LABELS}
