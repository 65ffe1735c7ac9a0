"""Read, type and check China's government information disclosure annual reports (政府信息公开工作年度报告)."""
